/** What {@code sillok search} and {@code sillok trace} print: pure functions from answers to text and JSON. */
package io.sillok.search.text;
