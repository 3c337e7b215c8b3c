package io.sillok.search;

import java.util.List;

/** @param hidden how many resolved ones the query found beside these */
public record IssueList(List<Issue> issues, long hidden) {}
