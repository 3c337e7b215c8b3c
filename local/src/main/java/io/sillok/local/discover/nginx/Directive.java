package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Place;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A directive with its arguments, unquoted, and what stands in its block. */
record Directive(String name, List<String> arguments, List<Directive> block, Place place) {

    /** The argument of that number, or an empty text. */
    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    Stream<Directive> children(String named) {
        return block.stream().filter(child -> child.name.equals(named));
    }

    /** Itself and all directives below it, but for blocks that are left out. */
    Stream<Directive> within(Predicate<Directive> leftOut) {
        return leftOut.test(this)
                ? Stream.empty()
                : Stream.concat(Stream.of(this), block.stream().flatMap(child -> child.within(leftOut)));
    }
}
