/** A server as it is read: its files, the logs that its configs name, and what a person should hear of. */
package io.sillok.local.discover.server;
