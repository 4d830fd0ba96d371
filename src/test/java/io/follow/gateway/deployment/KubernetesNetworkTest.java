package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the objects for Kubernetes find the pods, and which ports they open. */
class KubernetesNetworkTest {

    private final Deployment deployment =
            (Deployment) KubernetesFiles.parse(KubernetesFiles.document("base/deployment.yaml"));

    KubernetesNetworkTest() throws IOException {}

    @Test
    void selectThePodsByTheirLabels() throws IOException {
        // given: Kustomize gives all objects these labels, and the deployment and the service a selector of them
        JsonNode pairs = KubernetesFiles.document("base/kustomization.yaml").at("/labels/0");
        assertThat(pairs.path("includeSelectors").asBoolean()).isTrue();
        JsonNode labels = pairs.path("pairs");

        // when
        List<JsonNode> selectors = List.of(
                KubernetesFiles.document("base/pod-disruption-budget.yaml").at("/spec/selector/matchLabels"),
                KubernetesFiles.document("base/network-policy.yaml").at("/spec/podSelector/matchLabels"),
                KubernetesFiles.document("components/service-monitor/service-monitor.yaml")
                        .at("/spec/selector/matchLabels"));

        // then
        assertThat(labels).isNotEmpty();
        assertThat(selectors).containsOnly(labels);
        assertThat(KubernetesFiles.document("base/service.yaml")
                        .at("/spec/selector")
                        .isMissingNode())
                .isTrue();
        assertThat(deployment.getSpec().getSelector()).isNull();
    }

    @Test
    void openThePortsOfTheGatewayAndThoseThatItsDocumentationNames() throws IOException {
        // given
        JsonNode policy = KubernetesFiles.document("base/network-policy.yaml").path("spec");
        List<String> ports = deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getPorts().stream()
                .map(ContainerPort::getName)
                .toList();
        String readme = Files.readString(KubernetesFiles.FOLDER.resolve("README.md"));

        // when
        List<String> in = policy.path("ingress").findValuesAsText("port");
        List<String> out = policy.path("egress").findValuesAsText("port");

        // then
        assertThat(in).containsExactlyInAnyOrderElementsOf(ports);
        assertThat(out).containsExactlyInAnyOrder("53", "53", "6379", "6380", "26379", "443");
        assertThat(readme).contains("DNS, Valkey (6379, 6380 for TLS, 26379 for Sentinels) and HTTPS", "4317", "4318");
    }
}
