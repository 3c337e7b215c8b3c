package io.sillok.local.discover.nginx;

import java.util.List;

/**
 * What stands up to a {@code ;}, a brace or the end of the file.
 *
 * @param words empty for a closing brace and, most often, for the end
 * @param line of the first word
 */
record Statement(End end, List<String> words, int line) {

    enum End {
        SEMICOLON,
        BLOCK_OPENS,
        BLOCK_CLOSES,
        FILE_ENDS
    }
}
