package io.peakday.live;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.web.SheddingSettings;
import io.peakday.web.WebModule;
import io.peakday.web.WebSettings;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires live streams. */
@Configuration(proxyBeanMethods = false)
public class LiveModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "live";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(WebModule.class);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean(destroyMethod = "close")
    LiveStreams liveStreams(WebSettings settings, SheddingSettings room, JsonMapper json) {
        return new LiveStreams(settings.streams().within(room.connections() / 2), json);
    }

    /** Ends live streams before the server waits for open requests, which they would otherwise be until their last second. */
    @Bean
    SmartLifecycle liveStreamsStop(LiveStreams streams) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
            }

            @Override
            public void stop() {
                running = false;
                streams.close();
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return Integer.MAX_VALUE;
            }
        };
    }
}
