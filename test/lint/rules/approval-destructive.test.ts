import { it } from 'vitest'; it.todo('approval-destructive');
