/** What a batch of masked values becomes: outcomes, one an item, whatever the store. */
package io.sillok.sinks;
