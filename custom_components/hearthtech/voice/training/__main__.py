"""`python -m custom_components.hearthtech.voice.training`: learn the weights anew and write `model.bin`."""

from custom_components.hearthtech.voice.model import FILE

from .examples import examples
from .train import train

if __name__ == "__main__":
    train(examples()).save(FILE)
