import { it } from 'vitest'; it.todo('approval-toxic-mix');
