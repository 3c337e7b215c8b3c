package io.sillok.local.discover.php;

import io.sillok.local.discover.server.Place;

/** A statement of an ini file: the head of a section, or a key with its value. */
sealed interface IniStatement {

    record Section(String name) implements IniStatement {}

    /** @param value without quotes; {@link io.sillok.local.discover.server.LogPath#HOLE} for an environment variable */
    record Setting(String key, String value, Place place) implements IniStatement {}
}
