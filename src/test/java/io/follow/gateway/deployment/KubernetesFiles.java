package io.follow.gateway.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of {@code deploy/kubernetes}, and the API of Kubernetes that they have to follow. */
final class KubernetesFiles {

    static final Path FOLDER = Path.of("deploy/kubernetes");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** By {@code apiVersion} and {@code kind}. */
    private static final Map<String, Class<? extends HasMetadata>> API = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Namespace", Namespace.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** Refuses a field that the API does not have; the classes by themselves would keep it. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    private KubernetesFiles() {}

    /** All YAML files, as paths. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    /** The documents of a file or of a longer text. */
    static List<JsonNode> documents(String text) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(documents::add);
        return documents;
    }

    static JsonNode document(String file) throws IOException {
        return documents(Files.readString(FOLDER.resolve(file))).get(0);
    }

    static String kindOf(JsonNode document) {
        return document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
    }

    /** Whether it is an object of Kubernetes itself, and not of an extension or of Kustomize. */
    static boolean isOfKubernetes(JsonNode document) {
        return API.containsKey(kindOf(document));
    }

    /** Reads an object by the API. */
    static HasMetadata parse(JsonNode document) throws JsonProcessingException {
        return STRICT.treeToValue(document, API.get(kindOf(document)));
    }
}
