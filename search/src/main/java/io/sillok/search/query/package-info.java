/** The query language: text → {@link io.sillok.search.query.Query} → OpenSearch's query DSL. Pure. */
package io.sillok.search.query;
