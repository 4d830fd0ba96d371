package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.testing.DocumentedUser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How KEDA scales the pods. */
class KubernetesScalingTest {

    @Test
    void scaleByTheLengthOfTheJobStreamThatTheScalerMayRead() throws IOException {
        JsonNode trigger =
                KubernetesFiles.document("components/keda/scaled-object.yaml").at("/spec/triggers/0");
        assertThat(trigger.path("type").asText()).isEqualTo("redis-streams");
        assertThat(trigger.at("/metadata/stream").asText()).isEqualTo("image:process");
        // With one of these, KEDA asks for something else than the length.
        assertThat(trigger.path("metadata").has("streamLength")).isTrue();
        assertThat(trigger.path("metadata").has("pendingEntriesCount")).isFalse();
        assertThat(trigger.path("metadata").has("consumerGroup")).isFalse();
        assertThat(DocumentedUser.rightsOf("gateway-scaler")).contains("xlen");
        assertThat(trigger.at("/authenticationRef/name").asText())
                .isEqualTo(KubernetesFiles.document("components/keda/trigger-authentication.yaml")
                        .at("/metadata/name")
                        .asText());
    }

    /** KEDA knows a server of the trial only where there is one. */
    @Test
    void scaleInProductionByAServerOutsideTheCluster() throws IOException {
        // given
        JsonNode metadata =
                KubernetesFiles.document("components/keda/scaled-object.yaml").at("/spec/triggers/0/metadata");
        JsonNode patches = KubernetesFiles.document("overlays/production/kustomization.yaml")
                .path("patches");

        // when
        List<JsonNode> operations =
                KubernetesFiles.documents(patches.findPath("patch").asText());

        // then
        assertThat(patches.findPath("kind").asText()).isEqualTo("ScaledObject");
        assertThat(operations).allSatisfy(operation -> {
            String path = operation.path("path").asText();
            assertThat(path).startsWith("/spec/triggers/0/metadata/");
            assertThat(metadata.has(path.substring(path.lastIndexOf('/') + 1)))
                    .isEqualTo(operation.path("op").asText().equals("replace"));
            assertThat(operation.path("value").isTextual()).isTrue();
        });
        assertThat(operations)
                .extracting(operation -> operation.path("path").asText())
                .containsExactly("/spec/triggers/0/metadata/address", "/spec/triggers/0/metadata/enableTLS");
    }
}
