/** The log explorer: what can be asked ({@link io.sillok.search.LogSearch}), and the values that answer. */
package io.sillok.search;
