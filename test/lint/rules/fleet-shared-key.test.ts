import { it } from 'vitest'; it.todo('fleet-shared-key');
