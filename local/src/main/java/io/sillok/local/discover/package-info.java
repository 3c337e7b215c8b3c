/** {@code sillok discover}: from a server's own configs to a tailer's config. Start reading at {@code ServerReading}. */
package io.sillok.local.discover;
