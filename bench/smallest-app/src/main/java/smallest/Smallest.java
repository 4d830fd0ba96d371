package smallest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Smallest {
    public static void main(String[] args) {
        SpringApplication.run(Smallest.class, args);
    }
}
