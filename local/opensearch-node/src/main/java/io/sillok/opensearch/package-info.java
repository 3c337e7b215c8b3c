/** A real OpenSearch node in a JVM of its own. */
package io.sillok.opensearch;
