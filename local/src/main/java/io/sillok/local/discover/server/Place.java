package io.sillok.local.discover.server;

/** Where something stands in a config; line 0 is the file as a whole. */
public record Place(String file, int line) {

    public static Place of(String file) {
        return new Place(file, 0);
    }

    @Override
    public String toString() {
        return line > 0 ? file + ':' + line : file;
    }
}
