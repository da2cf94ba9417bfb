import { it } from 'vitest'; it.todo('posture-identity');
