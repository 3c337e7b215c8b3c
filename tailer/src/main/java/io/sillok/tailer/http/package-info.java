/**
 * A small HTTP/1.1 server for the loopback: requests bounded in size, time and number, threads only while there is
 * something to answer. Knows nothing of the tailer. Start reading at {@link io.sillok.tailer.http.HttpListener}.
 */
package io.sillok.tailer.http;
