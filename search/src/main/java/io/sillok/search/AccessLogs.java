package io.sillok.search;

import java.util.List;

/**
 * The access logs in which every request stands once. A server may write one request into several files (one for people,
 * one as JSON); those would count it again.
 */
record AccessLogs(List<String> counted, List<String> copies) {}
