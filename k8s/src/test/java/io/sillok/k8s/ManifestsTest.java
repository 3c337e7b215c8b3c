package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

    @Test
    void everyManifestFitsItsTypedModel() {
        List<HasMetadata> manifests = Base.manifests();

        assertThat(manifests)
                .extracting(HasMetadata::getKind)
                .contains("Deployment", "FlinkDeployment", "Job", "NetworkPolicy", "PodDisruptionBudget");
        assertThat(manifests)
                .extracting(manifest ->
                        manifest.getKind() + " " + manifest.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/deployment.yaml    | replicas: 2             | replicaz: 2",
                "shop/deployment.yaml    | readOnlyRootFilesystem: | readonlyRootFilesystem:",
                "shop/deployment.yaml    | mountPath: /tmp         | mounthPath: /tmp",
                "job/flink-deployment.yaml | upgradeMode:          | upgradesMode:",
                "job/flink-deployment.yaml | serviceAccount:       | serviceAccountName:",
                "job/flink-deployment.yaml | runAsNonRoot:         | runAsNotRoot:",
            })
    void aFieldThatNoModelHasIsRefused(String file, String right, String wrong) {
        String text = Base.text(file);
        assertThat(text).contains(right);
        JsonNode misspelt =
                StrictYaml.documents(text.replaceFirst(right, wrong)).get(0);

        assertThatThrownBy(() -> Base.typed(misspelt)).hasCauseInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void anotherFlinkThanThatOfTheBuildIsRefused() {
        JsonNode wrong = StrictYaml.documents(
                        Base.text("job/flink-deployment.yaml").replaceFirst("flinkVersion: .*", "flinkVersion: v9_9"))
                .get(0);

        assertThatThrownBy(() -> Base.typed(wrong)).hasMessageContaining("v9_9");
    }

    @Test
    void theKustomizationNamesEveryFileOnceAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(Base.FOLDER)) {
            List<String> present = files.filter(Files::isRegularFile)
                    .map(file -> Base.FOLDER.relativize(file).toString())
                    .filter(file -> !file.equals("kustomization.yaml"))
                    .toList();
            assertThat(Base.kustomization().files()).containsExactlyInAnyOrderElementsOf(present);
        }
    }

    @Test
    void noManifestHoldsASecret() {
        assertThat(Base.manifests()).extracting(HasMetadata::getKind).doesNotContain("Secret");
    }
}
