package io.follow.gateway.http;

import io.follow.gateway.settings.GatewayProperties;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page at {@code /}, available in embedded mode or if there is an operator token. */
@RestController
class PageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final GatewayProperties properties;

    PageController(GatewayProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/")
    ResponseEntity<Object> page() {
        if (properties.hasPage()) {
            return ResponseEntity.ok()
                    .contentType(HTML)
                    .cacheControl(CacheControl.noCache())
                    .body(new ClassPathResource("page/index.html"));
        }
        return ResponseEntity.status(404)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("code", "NOT_FOUND", "message", "there is no page, set IMG_GW_ADMIN_TOKEN to enable it"));
    }
}
