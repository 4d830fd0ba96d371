package io.follow.gateway.steps.intake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.token.UploadClaims;
import io.follow.gateway.token.UploadTokenSigner;
import io.follow.gateway.token.UploadTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stands in for the API server in embedded mode: issues upload tokens for files. */
public final class DemoTokens {

    private static final int MOST_FILES = 100;
    private static final int RANDOM_DIGITS = 10;
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final UploadTokens tokens;
    private final Clock clock;
    private final ReadableFormats formats;
    private final long maxFileSize;
    private final ObjectMapper json;

    /**
     * @param formats the formats that are read
     * @param maxFileSize the maximum size of a raw image in bytes
     */
    public DemoTokens(UploadTokens tokens, Clock clock, ReadableFormats formats, long maxFileSize, ObjectMapper json) {
        this.formats = formats;
        this.tokens = tokens;
        this.clock = clock;
        this.maxFileSize = maxFileSize;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Request(@Nullable List<@Nullable File> files) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record File(@Nullable String name, @JsonProperty("content_type") @Nullable String contentType) {}

    /**
     * Returns one token per file of the request, in the same order.
     *
     * @param request JSON: {@code files}, each with {@code name} and {@code content_type}
     */
    public Map<String, List<Map<String, String>>> make(String request) throws HttpProblem {
        UploadTokenSigner signer = tokens.signer();
        if (signer == null) {
            throw HttpProblem.notFound("this operation exists in embedded mode only");
        }
        List<@Nullable File> files = filesOf(request);
        Instant now = clock.instant();
        List<Map<String, String>> made = new ArrayList<>();
        for (File file : files) {
            made.add(tokenFor(file, signer, now));
        }
        return Map.of("tokens", made);
    }

    private List<@Nullable File> filesOf(String request) throws HttpProblem {
        try {
            Request parsed = json.readValue(request, Request.class);
            if (parsed != null
                    && parsed.files() != null
                    && !parsed.files().isEmpty()
                    && parsed.files().size() <= MOST_FILES) {
                return parsed.files();
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private Map<String, String> tokenFor(@Nullable File file, UploadTokenSigner signer, Instant now)
            throws HttpProblem {
        if (file == null) {
            throw malformed();
        }
        String type = file.contentType() == null ? "" : file.contentType();
        ImageFormat format = formats.ofContentType(type)
                .orElseThrow(() -> new HttpProblem(
                        400,
                        "UNSUPPORTED_FORMAT",
                        "a content_type is none of " + String.join(", ", formats.contentTypes())));
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
        ImageId image = new ImageId(ImageNames.of(file.name() == null ? "" : file.name()) + "-" + random);
        StorageKey key = new StorageKey("uploads/" + image + "." + format.extension());
        Instant expires = now.plus(LIFE);
        UploadClaims claims = new UploadClaims(image, key, format.contentType(), maxFileSize, now, expires);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("name", file.name() == null ? "" : file.name());
        answer.put("image_id", image.value());
        answer.put("storage_key", key.value());
        answer.put("token", signer.sign(claims).value());
        answer.put("expires_at", WireTime.format(expires));
        return answer;
    }

    private static HttpProblem malformed() {
        return HttpProblem.malformed(
                "expected {\"files\":[{\"name\":\"a.jpg\",\"content_type\":\"image/jpeg\"}]} with 1 to " + MOST_FILES
                        + " files");
    }
}
