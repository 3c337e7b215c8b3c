/** JSON objects posted to an address, one at a time. */
package io.sillok.sinks.webhook;
