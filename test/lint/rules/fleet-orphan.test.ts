import { it } from 'vitest'; it.todo('fleet-orphan');
