package io.sillok.parsers.mask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of {@code families.txt} with fresh secrets in their places; the file's head says what the places mean. */
final class HostileFamilies {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+(?:\\d+)?)(?:\\|([a-z]+))?}");
    private static final String SMALL = "bcdfghjkmnpqrstvwxz";
    private static final String UPPER = "BCDFGHJKMNPQRSTVWXZ23456789";

    private static final List<Family> FAMILIES = read();

    private record Family(String name, String text, List<String> kept) {}

    private final Random random;

    HostileFamilies(Random random) {
        this.random = random;
    }

    static int count() {
        return FAMILIES.size();
    }

    HostileCase next() {
        return of(random.nextInt(FAMILIES.size()));
    }

    HostileCase of(int index) {
        Family family = FAMILIES.get(index);
        List<String> secrets = new ArrayList<>();
        Matcher place = PLACE.matcher(family.text());
        StringBuilder out = new StringBuilder();
        while (place.find()) {
            String filled = fill(place.group(1), place.group(2), secrets, place.group());
            place.appendReplacement(out, Matcher.quoteReplacement(filled));
        }
        return new HostileCase(family.name(), place.appendTail(out).toString(), List.copyOf(secrets), family.kept());
    }

    private String fill(String kind, String filter, List<String> secrets, String whole) {
        String escape = filter == null ? "" : filter;
        return switch (kind) {
            case "c" -> escape.equals("len") ? "10" : canary(secrets);
            case "w" -> planted(letters(SMALL, 10), secrets);
            case "W" -> planted(letters(SMALL, 1).toUpperCase() + letters(SMALL, 8), secrets);
            case "d" -> planted(digits(6), secrets);
            case "v" -> escaped(value(secrets), escape);
            case "e" -> escaped(planted(letters(SMALL, 10), secrets) + "@" + host(), escape);
            case "tel" -> planted("+49 30 " + digits(4) + " " + digits(4), secrets);
            case "nat" -> planted("0" + digits(10), secrets);
            case "us" -> phoneOfTheStates(escape, secrets);
            case "ssn" -> planted(digits(1) + "2" + digits(1) + "-4" + digits(1) + "-" + digits(4), secrets);
            case "card" -> card(escape, secrets);
            case "iban" -> iban(escape, secrets);
            case "jwt" ->
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ" + canary(secrets) + canary(secrets) + "." + canary(secrets);
            case "hex" -> planted(hex(64), secrets);
            case "hex32" -> planted(hex(32), secrets);
            case "hex40up" -> planted(letters("0123456789ABCDEF", 40), secrets);
            case "hex24" -> planted(hex(24), secrets);
            case "hex34" -> planted(hex(34), secrets);
            case "hex36" -> planted(hex(36), secrets);
            case "hexc" -> planted(hex(20), secrets);
            case "b64" -> planted(base64(canary(new ArrayList<>()) + ":" + canary(new ArrayList<>())), secrets);
            case "b64pad" -> planted(base64(canary(new ArrayList<>())), secrets);
            case "b64json" -> planted(base64("{\"password\":\"" + canary(new ArrayList<>()) + "\",\"id\":3}"), secrets);
            case "b64enc" -> planted(base64("{\"iv\":\"" + letters(SMALL, 20) + "\",\"value\":\"x\"}"), secrets);
            case "key" -> planted(base64(letters(UPPER + SMALL, 48)), secrets);
            case "up5" -> planted(letters(UPPER, 5), secrets);
            case "up16" -> planted(letters(UPPER, 16), secrets);
            default -> whole;
        };
    }

    private String host() {
        return random.nextBoolean() ? "example.org" : "mail.shop.example.com";
    }

    private static String planted(String secret, List<String> secrets) {
        secrets.add(secret);
        return secret;
    }

    private String canary(List<String> secrets) {
        return planted(new HostileValues(random).canary(), secrets);
    }

    private String value(List<String> secrets) {
        HostileValues values = new HostileValues(random);
        String value = values.value();
        secrets.addAll(values.canaries());
        return value;
    }

    private static String escaped(String value, String filter) {
        return switch (filter) {
            case "sql" -> value.replace("'", "''");
            case "my" -> value.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"");
            case "php" -> value.replace("\\", "\\\\").replace("'", "\\'");
            case "json" -> JsonText.encode(value);
            case "url" -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case "xml" -> value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            case "nodollar" -> value.replace("$", "");
            default -> value;
        };
    }

    private String phoneOfTheStates(String form, List<String> secrets) {
        String area = "2" + digits(2);
        String exchange = "5" + digits(2);
        String line = digits(4);
        return planted(
                switch (form) {
                    case "paren" -> "(" + area + ") " + exchange + "-" + line;
                    case "dot" -> area + "." + exchange + "." + line;
                    case "space" -> area + " " + exchange + " " + line;
                    default -> area + "-" + exchange + "-" + line;
                },
                secrets);
    }

    private String card(String form, List<String> secrets) {
        String head = "4" + digits(14);
        int sum = 0;
        for (int i = 0; i < head.length(); i++) {
            int digit = head.charAt(head.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        String number = head + (10 - sum % 10) % 10;
        return switch (form) {
            case "spaced" -> planted(number.replaceAll("(.{4})(?=.)", "$1 "), secrets);
            case "dotted" -> planted(number.replaceAll("(.{4})(?=.)", "$1."), secrets);
            case "dashed" -> planted(number.replaceAll("(.{4})(?=.)", "$1-"), secrets);
            case "stump" -> planted(head, secrets);
            case "thin" -> grouped(number, "\u2009", secrets);
            case "nbsp" -> grouped(number, "\u00a0", secrets);
            case "endash" -> grouped(number, "\u2013", secrets);
            case "slash" -> grouped(number, "/", secrets);
            case "two" -> grouped(number, "  ", secrets);
            case "plus" -> grouped(number, "+", secrets);
            case "pct" -> grouped(number, "%20", secrets);
            case "under" -> grouped(number, "_", secrets);
            case "full" -> planted(digitsFrom(number, '\uff10'), secrets);
            case "arabic" -> planted(digitsFrom(number, '\u0660'), secrets);
            default -> planted(number, secrets);
        };
    }

    private static String grouped(String number, String separator, List<String> secrets) {
        return planted(number.replaceAll("(.{4})(?=.)", "$1" + separator), secrets);
    }

    /** The digits of another script. */
    private static String digitsFrom(String number, char zero) {
        StringBuilder out = new StringBuilder();
        number.chars().forEach(digit -> out.append((char) (zero + digit - '0')));
        return out.toString();
    }

    private String iban(String form, List<String> secrets) {
        String account = digits(18);
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        String number = String.format("DE%02d%s", check, account);
        return switch (form) {
            case "spaced" -> planted(number.replaceAll("(.{4})(?=.)", "$1 "), secrets);
            case "lower" -> planted(number.toLowerCase(), secrets);
            default -> planted(number, secrets);
        };
    }

    private String letters(String alphabet, int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private String digits(int count) {
        StringBuilder out = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        while (out.length() < count) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    private String hex(int length) {
        return letters("0123456789abcdef", length);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Family> read() {
        List<Family> families = new ArrayList<>();
        for (String block : resource().split("(?m)^== ", -1)) {
            int nameEnd = block.indexOf('\n');
            if (families.isEmpty() && block.startsWith("#")) {
                continue;
            }
            List<String> kept = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (String line : block.substring(nameEnd + 1).split("\n")) {
                if (line.startsWith("++ ")) {
                    kept.add(line.substring(3));
                } else {
                    text.append(text.length() > 0 ? "\n" : "").append(line);
                }
            }
            families.add(new Family(block.substring(0, nameEnd), text.toString(), List.copyOf(kept)));
        }
        return List.copyOf(families);
    }

    private static String resource() {
        try (InputStream in = HostileFamilies.class.getResourceAsStream("families.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
