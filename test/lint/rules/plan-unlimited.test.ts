import { it } from 'vitest'; it.todo('plan-unlimited');
