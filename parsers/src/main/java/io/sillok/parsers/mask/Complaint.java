package io.sillok.parsers.mask;

import java.util.List;

/** What a validator says of a field, under the field's name: {@code {"password":["The password field is required."]}}. */
final class Complaint {

    private static final int LONGEST = 200;

    private static final List<String> PHRASES = List.of(
            " field ",
            " must ",
            " has already been taken.",
            " is invalid.",
            " is required.",
            " is incorrect.",
            " does not match.",
            " do not match.",
            " is not valid.");

    private Complaint() {}

    static boolean stands(Text value) {
        int length = value.length();
        if (length < 16 || length > LONGEST || value.charAt(length - 1) != '.' || !value.startsWith("The ", 0)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!Chars.letter(c) && !Chars.digit(c) && " .,'-_():".indexOf(c) < 0) {
                return false;
            }
        }
        String text = value.toString();
        return PHRASES.stream().anyMatch(text::contains);
    }
}
