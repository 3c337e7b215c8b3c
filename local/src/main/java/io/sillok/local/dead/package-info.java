/** Dead letters: what they are, and how they come back to life. Start at {@link io.sillok.local.dead.DeadReplay}. */
package io.sillok.local.dead;
