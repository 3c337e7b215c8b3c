package io.sillok.edge;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Hands records to a masker as texts, and reads what came of them as texts. */
final class RecordsOfTest {

    private RecordsOfTest() {}

    static EdgeMasker edge(String masking) {
        try {
            ConfigFile config = ConfigFile.parse("masking: " + masking, "test");
            EdgeMasker masker = new RuleMaskers().of(config.root().section("masking"));
            config.finish();
            return masker;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<String> whole(FileMasker masker, long offset, String... records) {
        return texts(mask(masker, offset, OptionalLong.empty(), false, records));
    }

    static MaskedRecords mask(FileMasker masker, long offset, OptionalLong continues, boolean open, String... records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] lengths = new int[records.length];
        for (int i = 0; i < records.length; i++) {
            byte[] record = records[i].getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(record);
            lengths[i] = record.length;
        }
        return masker.mask(bytes.toByteArray(), lengths, offset, continues, open);
    }

    static List<String> texts(MaskedRecords masked) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int length : masked.lengths()) {
            texts.add(new String(Arrays.copyOfRange(masked.bytes(), from, from + length), StandardCharsets.UTF_8));
            from += length;
        }
        return texts;
    }
}
