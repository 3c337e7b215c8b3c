/** The same semantics without a server. */
package io.sillok.sinks.memory;
