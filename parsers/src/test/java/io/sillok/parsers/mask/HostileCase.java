package io.sillok.parsers.mask;

import java.util.List;

/**
 * A text with planted values.
 *
 * @param secrets none of them, nor a piece of them, may be left
 * @param kept what a developer needs, all of which should be left
 */
record HostileCase(String family, String text, List<String> secrets, List<String> kept) {

    /** The first part of the case, as a log that was cut leaves it; nothing is promised about what is kept. */
    HostileCase cutAt(int length) {
        return new HostileCase(family + ", cut", text.substring(0, length), secrets, List.of());
    }
}
