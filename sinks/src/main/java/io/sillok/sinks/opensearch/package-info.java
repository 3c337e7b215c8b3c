/** Documents to OpenSearch, and what its indices look like. */
package io.sillok.sinks.opensearch;
