/**
 * Takes out of logs what must not leave: values bound to queries, credentials, personal data.
 *
 * <p>{@link io.sillok.parsers.mask.EventFieldMasker} masks events and spans, field by field;
 * {@link io.sillok.parsers.mask.LineMasker} masks raw lines, container first. Both rest on
 * {@link io.sillok.parsers.mask.TextMasker} for free text and on {@link io.sillok.parsers.mask.SqlMasker} for statements.
 * Start reading at {@code TextScan} and {@code SqlTrust}. In doubt more is masked; on an error, all.
 */
package io.sillok.parsers.mask;
