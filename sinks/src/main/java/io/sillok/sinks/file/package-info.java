/** Masked values as lines of JSON in a file. */
package io.sillok.sinks.file;
