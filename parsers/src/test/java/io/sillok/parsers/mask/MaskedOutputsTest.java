package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is shown of hundreds of thousands of texts, whole, cut and damaged, with counts and reasons, is what was shown
 * before: a change that is meant to be faster only shows itself here if it is not. {@code outputs.txt} holds a digest of
 * each block of texts; {@code -Dmask.outputs.write=true} writes it anew where a change of what is shown is meant.
 */
class MaskedOutputsTest {

    private static final Path KNOWN = Path.of("src/test/resources/io/sillok/parsers/mask/outputs.txt");

    /** Texts, each with a damaged twin. */
    private static final int BLOCK = 1_000;

    private static final int BLOCKS = 200;
    private static final int FEW = 12;

    private static final String DAMAGES = "'\"(){}[]:=?@#$,;\n\\ 0aZ%&+-._é密<>|/`*!~^";

    private final LineMasker lines = new LineMasker();
    private final TextMasker texts = new TextMasker();
    private final SqlMasker sql = new SqlMasker();

    @Test
    void whatIsShownOfSomeTextsStays() throws Exception {
        assertThat(digests(FEW)).isEqualTo(known().subList(0, FEW));
    }

    @Test
    @Tag("long")
    void whatIsShownStays() throws Exception {
        List<String> digests = digests(BLOCKS);
        if (Boolean.getBoolean("mask.outputs.write")) {
            Files.write(KNOWN, digests);
        }
        assertThat(digests).isEqualTo(known());
    }

    private static List<String> known() throws IOException {
        return Files.readAllLines(KNOWN);
    }

    private List<String> digests(int blocks) throws GeneralSecurityException {
        List<String> digests = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            HostileCases cases = new HostileCases(5_000 + block);
            Random random = new Random(block);
            for (int i = 0; i < BLOCK; i++) {
                String text = cases.nextMaybeCut().text();
                digest.update(shown(text).getBytes(StandardCharsets.UTF_8));
                digest.update(shown(damaged(text, random)).getBytes(StandardCharsets.UTF_8));
            }
            digests.add(block + " " + HexFormat.of().formatHex(digest.digest(), 0, 16));
        }
        return digests;
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int left = 1 + random.nextInt(5); left > 0 && !damaged.isEmpty(); left--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, DAMAGES.charAt(random.nextInt(DAMAGES.length())));
                case 2 -> damaged.delete(at, end);
                default -> damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, end));
            }
        }
        return damaged.toString();
    }

    private String shown(String text) {
        MaskTally line = MaskTally.explaining();
        MaskTally field = MaskTally.explaining();
        MaskTally quoted = MaskTally.explaining();
        MaskTally bare = MaskTally.explaining();
        return String.join(
                "\n",
                lines.mask(text, line),
                told(line),
                texts.mask(text, field),
                told(field),
                sql.mask(text, SqlForm.QUOTED, quoted),
                told(quoted),
                sql.normalise(text, SqlForm.UNQUOTED, bare).text(),
                told(bare));
    }

    private static String told(MaskTally tally) {
        return new TreeMap<>(tally.counts()) + " "
                + tally.reasons().stream()
                        .map(reason -> reason.rule() + reason.start() + "-" + reason.end())
                        .toList();
    }
}
