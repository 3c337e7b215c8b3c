/** Speaking HTTP to a store: address, credentials, trusted authorities. */
package io.sillok.sinks.http;
