package io.sillok.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.DeadLetter;
import io.sillok.model.IndexOperation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MetricSample;
import io.sillok.sinks.file.JsonLinesSink;
import io.sillok.sinks.kafka.KafkaDeadLetterSink;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is not masked has no way into a sink. */
final class MaskedTypesOnlyTest {

    private static Set<String> taken(Class<?> sink) {
        return Arrays.stream(sink.getMethods())
                .filter(method -> method.getName().equals("write"))
                .flatMap(method -> Stream.of(method.getGenericParameterTypes()))
                .map(Type::getTypeName)
                .collect(Collectors.toSet());
    }

    private static String listOf(Class<?> item) {
        return "java.util.List<" + item.getName() + ">";
    }

    @Test
    void sinksTakeMaskedTypesOnly() {
        assertThat(taken(DocumentSink.class)).containsExactly(listOf(IndexOperation.class));
        assertThat(taken(MetricSink.class)).containsExactly(listOf(MetricSample.class));
        assertThat(taken(KafkaDeadLetterSink.class)).containsExactly(listOf(DeadLetter.class));
    }

    @Test
    void filesAreOpenedForMaskedTypesOnly() {
        Set<String> kinds = Arrays.stream(JsonLinesSink.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getGenericReturnType)
                .map(Type::getTypeName)
                .collect(Collectors.toSet());
        String sink = JsonLinesSink.class.getName();
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        sink + "<" + MaskedEvent.class.getName() + ">",
                        sink + "<" + MetricSample.class.getName() + ">",
                        sink + "<" + DeadLetter.class.getName() + ">");
        assertThat(JsonLinesSink.class.getConstructors()).isEmpty();
    }
}
