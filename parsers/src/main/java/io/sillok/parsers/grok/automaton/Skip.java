package io.sillok.parsers.grok.automaton;

/** A way over several bytes of a line at once, from a certain state. Immutable. */
sealed interface Skip permits Run, Leap {}
