import { it } from 'vitest'; it.todo('logging-too-little');
