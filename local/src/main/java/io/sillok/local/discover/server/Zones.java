package io.sillok.local.discover.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Time zones as definitions of parsers have them: none for UTC, which is their default. */
public final class Zones {

    private static final String KEY = "zone";
    private static final String TIMEZONE = "/etc/timezone";
    private static final String ZONE_INFO = "zoneinfo/";

    private final ServerTree tree;
    private final Findings findings;

    public Zones(ServerTree tree, Findings findings) {
        this.tree = tree;
        this.findings = findings;
    }

    /** The server's own zone, in which nginx, FPM and MariaDB write. */
    public Map<String, String> ofSystem() {
        String link = tree.real("/etc/localtime");
        int zone = link.indexOf(ZONE_INFO);
        if (zone >= 0) {
            return of(Optional.of(link.substring(zone + ZONE_INFO.length())), Place.of("/etc/localtime"));
        }
        if (!tree.isFile(TIMEZONE)) {
            return Map.of();
        }
        try {
            String name = new String(tree.bytes(TIMEZONE), StandardCharsets.UTF_8).strip();
            return of(Optional.of(name).filter(text -> !text.isEmpty()), Place.of(TIMEZONE));
        } catch (IOException e) {
            findings.open(Place.of(TIMEZONE), "cannot be read; times without a zone are taken for UTC");
            return Map.of();
        }
    }

    /** @param place where the name stands */
    public Map<String, String> of(Optional<String> name, Place place) {
        if (name.isEmpty()) {
            return Map.of();
        }
        try {
            ZoneId zone = ZoneId.of(name.get());
            boolean utc = zone.getRules().isFixedOffset()
                    && zone.getRules().getOffset(java.time.Instant.EPOCH).equals(ZoneOffset.UTC);
            return utc ? Map.of() : Map.of(KEY, name.get());
        } catch (DateTimeException e) {
            findings.open(place, "there is no time zone " + name.get() + "; times without a zone are taken for UTC");
            return Map.of();
        }
    }
}
