/** Grok patterns tried by hand: {@code sillok grok}. */
package io.sillok.local.grok;
