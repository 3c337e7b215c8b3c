package io.sillok.tailer;

import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Shows a star for each record, as many times as a test wants; a record that goes on is told anew. */
final class StarMasker implements EdgeMasker {

    /** What it was shown of what stands before, and from where on. */
    final List<String> remembered = new ArrayList<>();

    int width = 1;
    RuntimeException failure;

    @Override
    public FileMasker file(String parser, Map<String, String> definition) {
        return new FileMasker() {
            @Override
            public long remembersFrom(ResumePoint at) {
                return at.openStart().orElse(at.offset());
            }

            @Override
            public void remember(long from, byte[] before, ResumePoint at) {
                remembered.add(from + ":" + new String(before, StandardCharsets.UTF_8));
            }

            @Override
            public MaskedRecords mask(byte[] bytes, int[] lengths, long offset, OptionalLong continues, boolean open) {
                if (failure != null) {
                    throw failure;
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                int[] shown = new int[lengths.length];
                for (int i = 0; i < lengths.length; i++) {
                    byte[] stars = ("*".repeat(width) + "\n").getBytes(StandardCharsets.US_ASCII);
                    out.writeBytes(stars);
                    shown[i] = stars.length;
                }
                return new MaskedRecords(out.toByteArray(), shown, continues.isPresent());
            }
        };
    }

    @Override
    public Map<String, Long> maskedFields() {
        return Map.of("star", 1L);
    }
}
