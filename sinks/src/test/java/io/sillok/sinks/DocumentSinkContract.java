package io.sillok.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link DocumentSink} promises. */
public abstract class DocumentSinkContract {

    protected static final String INDEX = "logs-2026.11.22";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its own documents in a store that others may write to. */
    private final String run = UUID.randomUUID().toString();

    protected abstract DocumentSink sink();

    /** The document's source as the store has it. */
    protected abstract JsonNode stored(String index, String id) throws IOException;

    protected static IndexOperation operation(Kind kind, String id, String json) {
        return new IndexOperation(kind, INDEX, id, 0, json.getBytes(StandardCharsets.UTF_8));
    }

    private IndexOperation create(String id, String json) {
        return operation(Kind.CREATE, run + id, json);
    }

    private IndexOperation update(String id, String json) {
        return operation(Kind.UPDATE, run + id, json);
    }

    private IndexOperation replace(String id, long version, String json) {
        return IndexOperation.replace(INDEX, run + id, version, json.getBytes(StandardCharsets.UTF_8));
    }

    private List<Outcome> write(IndexOperation... operations) {
        return sink().write(List.of(operations)).join();
    }

    private void assertStored(String id, String json) throws IOException {
        assertThat(stored(INDEX, run + id)).isEqualTo(JSON.readTree(json));
    }

    @Test
    void nothingToWriteHasNoOutcomes() {
        assertThat(write()).isEmpty();
    }

    @Test
    void aDocumentIsCreatedOnceAndThenExists() throws IOException {
        IndexOperation first = create("a", "{\"body\":\"first\"}");
        assertThat(write(first)).containsExactly(Outcome.created());
        assertThat(write(first)).containsExactly(Outcome.existing());
        assertThat(write(create("a", "{\"body\":\"second\"}"))).containsExactly(Outcome.existing());
        assertStored("a", "{\"body\":\"first\"}");
    }

    @Test
    void aRepeatWithinOneBatchExists() {
        IndexOperation one = create("a", "{\"body\":\"x\"}");
        assertThat(write(one, one)).containsExactly(Outcome.created(), Outcome.existing());
    }

    @Test
    void anUpdateChangesItsFieldsAndLeavesTheOthers() throws IOException {
        write(create("a", "{\"body\":\"x\",\"attributes\":{\"url.path\":\"/\",\"span.name\":\"old\"}}"));
        assertThat(write(update("a", "{\"trace_id\":\"7\",\"attributes\":{\"span.name\":\"new\"}}")))
                .containsExactly(Outcome.updated());
        assertStored(
                "a", "{\"body\":\"x\",\"attributes\":{\"url.path\":\"/\",\"span.name\":\"new\"},\"trace_id\":\"7\"}");
    }

    @Test
    void theSameUpdateTwiceIsAsOne() throws IOException {
        write(create("a", "{\"body\":\"x\"}"), update("a", "{\"trace_id\":\"7\"}"));
        assertThat(write(update("a", "{\"trace_id\":\"7\"}"))).containsExactly(Outcome.updated());
        assertStored("a", "{\"body\":\"x\",\"trace_id\":\"7\"}");
    }

    @Test
    void anUpdateOfWhatIsNotThereMakesNothingAndMayComeAgain() {
        List<Outcome> outcomes = write(update("a", "{\"trace_id\":\"7\"}"));
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Retry.class, retry -> assertThat(
                        retry.cause())
                .isEqualTo(Outcome.Cause.MISSING));
        assertThat(write(create("a", "{\"body\":\"x\"}"))).containsExactly(Outcome.created());
        assertThat(write(update("a", "{\"trace_id\":\"7\"}"))).containsExactly(Outcome.updated());
    }

    @Test
    void theDocumentThatHasSeenMostStays() throws IOException {
        assertThat(write(replace("a", 3, "{\"body\":\"three\"}"))).containsExactly(Outcome.created());
        assertThat(write(replace("a", 2, "{\"body\":\"two\"}"))).containsExactly(Outcome.existing());
        assertStored("a", "{\"body\":\"three\"}");
        assertThat(write(replace("a", 3, "{\"body\":\"other three\"}"))).containsExactly(Outcome.updated());
        assertThat(write(replace("a", 7, "{\"message\":\"seven\"}"))).containsExactly(Outcome.updated());
        assertStored("a", "{\"message\":\"seven\"}");
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeWrittenAgain() throws IOException {
        write(create("a", "{\"body\":\"x\"}"));
        IndexOperation delete = operation(Kind.DELETE, run + "a", "{}");
        assertThat(write(delete, create("a", "{\"body\":\"y\"}")))
                .containsExactly(Outcome.deleted(), Outcome.created());
        assertStored("a", "{\"body\":\"y\"}");
        assertThat(write(delete, delete)).containsExactly(Outcome.deleted(), Outcome.deleted());
    }

    @Test
    void oneThatIsRefusedDoesNotHoldUpTheOthers() throws IOException {
        List<Outcome> outcomes =
                write(create("a", "{\"body\":\"x\"}"), create("b", "{secret"), create("c", "{\"body\":\"z\"}"));
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isEqualTo(Outcome.created());
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isNotEmpty().doesNotContain("secret"));
        assertThat(outcomes.get(2)).isEqualTo(Outcome.created());
        assertStored("c", "{\"body\":\"z\"}");
    }

    @Test
    void aLineEndBetweenTokensDoesNotEndTheDocument() throws IOException {
        assertThat(write(create("a", "{\n\"body\":\n\"x\\ny\"}"), create("b", "{}")))
                .containsExactly(Outcome.created(), Outcome.created());
        assertStored("a", "{\"body\":\"x\\ny\"}");
    }

    @Test
    void outcomesComeInTheOrderOfTheirOperations() {
        List<IndexOperation> operations = new ArrayList<>();
        List<Outcome> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean repeat = i % 7 == 6;
            operations.add(create(repeat ? "0" : Integer.toString(i), "{\"body\":\"é " + i + "\"}"));
            expected.add(repeat ? Outcome.existing() : Outcome.created());
        }
        assertThat(sink().write(operations).join()).isEqualTo(expected);
    }
}
