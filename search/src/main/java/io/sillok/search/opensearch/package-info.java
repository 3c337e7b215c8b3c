/** Questions to OpenSearch over HTTP, and what its failures mean. */
package io.sillok.search.opensearch;
