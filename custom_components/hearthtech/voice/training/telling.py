"""What people tell before they ask: the question alone would not say what it is about."""

from dataclasses import dataclass

from custom_components.hearthtech.voice.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Templates of what is told first and of what is asked then; together they are of one kind."""

    kind: Kind
    told: tuple[str, ...]
    asked: tuple[str, ...]


TELLING = (
    Telling(
        kind=Kind.SHELF_LIFE,
        told=(
            "(i have|i have got|i have had|we have|we have had|there is|there are|i found|i left|i bought|i opened|i forgot) [some|the|this|these|a bit of] [leftover|cooked|raw|farm fresh] {fooditem} (in the {place} since {day}|from {day}|in the {place} for {number} (days|weeks|months)|in my {place} from {day}|on the counter since {day}|out overnight|in the {place} for a few (days|weeks|months)|{day})",
            "[my|the|these|this] {fooditem} (has|have) been in (the|my) {place} (since {day}|for {number} (days|weeks|months|years)|for a week|for ages)",
            "[my|the|this] {fooditem} (expired|went past its date|was opened|was cooked|was bought) ({day}|{number} days ago)",
        ),
        asked=(
            "(is|are) (it|they|that|those) [still] (good|safe|fine|ok|edible|safe to eat|ok to eat|good to eat|fine to eat|fine to cook|ok to ingest|all right to drink|usable)",
            "(can|could|should|may) (i|we) [still] (eat|use|drink|consume|cook|serve|have|freeze|keep) (it|them|that)",
            "(should|must|do) i [have to] (throw|toss) (it|them) (out|away)",
            "do you think (it is|they are|that is|those are) still (good|safe|fine|ok|edible)",
            "(will|would) (it|they) [still] (be|be still) (good|safe|fine|ok) [to eat]",
            "(has|have) (it|they) gone (bad|off)",
            "(is|would) it [be] (safe|ok|dangerous|a risk) to (eat|drink|use|cook) (it|them|that)",
        ),
    ),
    Telling(
        kind=Kind.SUGGEST_MEAL,
        told=(
            "i (need|have|want) to (cook|make dinner|make something|eat something|cook for the family|feed the kids)",
            "i (can not decide|have no idea|am not sure|can not think of anything|am out of ideas) [on|about|for] [dinner|tonight|supper|lunch]",
            "(i am|we are) (hungry|starving|bored of the usual|in the mood for {cuisine} food|having guests tonight|tired of pasta)",
            "(it is|it is almost|it is time for) (dinner time|lunch time|dinner|supper|lunch)",
        ),
        asked=(
            "what (should|could|can|shall) (i|we) (make|cook|eat|have|prepare)",
            "what (do|would) you (suggest|recommend|propose)",
            "(any|got any|do you have any|have you got any) (ideas|suggestions|thoughts|recommendations)",
            "(suggest|recommend|propose|tell me|pick) something [good|nice|quick|easy]",
            "what (sounds|would be|is) (good|nice|best)",
            "(can|could) you (suggest|recommend) (something|a meal|a dish)",
        ),
    ),
    Telling(
        kind=Kind.TIMER,
        told=(
            "(i am|i have been) (cooking|boiling|baking|frying|making|steeping) [an|a|some|the] {fooditem}",
            "[the|my|some] {fooditem} (is|are) (in the oven|on the stove|in the pot|on the grill)",
            "i (put|have put) [the|some] {fooditem} in (the oven|the pot|the microwave)",
        ),
        asked=(
            "(timer|a timer|{time} timer) (for {time}|for {time} please|please|of {time})",
            "(set|start|give me|i need) (a|the) [{time}] timer [for {time}]",
            "(remind|tell|alert|call) me in {time}",
            "(count|time) {time} [for me]",
            "how (much time|long) is left on the timer",
        ),
    ),
    Telling(
        kind=Kind.CONVERT_UNITS,
        told=(
            "(if i have|i have|there are|suppose i have|say i have|the recipe says|it calls for|let us say) {number} {unit} [of {ingredient}]",
        ),
        asked=(
            "how many {unit} (is that|are that|would that be|do i have|is it|does that make|are those)",
            "what is (that|it) in {unit}",
            "(convert|change) (that|it|them) (to|into) {unit}",
            "how much is (that|it) in {unit}",
        ),
    ),
    Telling(
        kind=Kind.ASK_DURATION,
        told=(
            "(i am|i will be|if i am|when i am) (making|cooking|baking|roasting|boiling|grilling) [a|an|some|the|my] {fooditem}",
            "i (put|have) [a|the|some] {fooditem} in the (oven|pot|pan)",
        ),
        asked=(
            "how long (does it take|will it take|should it cook|does it need|should i cook it|must it bake|do i need|is it going to take)",
            "(what|how long) (do|should) i set the timer (for|to)",
            "(when|how soon) (is|will) it [be] (done|ready)",
            "how many minutes (does it need|should it be in|do i cook it)",
            "for how long",
        ),
    ),
    Telling(
        kind=Kind.LIST_INGREDIENTS,
        told=("(i am|i will be|we are|i want to|i would like to|i plan on) (making|make|cook|cooking|bake|baking) [a|an|some] {dish}",),
        asked=(
            "what (do|will|would) (i|we) need [to buy|to get|for it]",
            "(what|which) ingredients (do i need|are needed|should i get|go in|does it take)",
            "what (goes|do i put) (in it|in|into it)",
            "(list|tell me|give me) the ingredients",
            "what should i (buy|get|grab|pick up)",
        ),
    ),
    Telling(
        kind=Kind.FIND_RECIPE,
        told=("i (want|would like|need|am going|am trying|love) to (make|cook|bake|prepare|fix) [a|an|some|my own] {dish}",),
        asked=(
            "(find|get|show|give) me (a|the) [good|easy] recipe",
            "(do you have|is there|can you find|can you look up) (a|the) recipe [for it]",
            "how (do|should|would|can) i (do it|make it|go about it|do that|make that)",
            "what is the (recipe|best way|right way)",
            "(teach|show|tell) me how",
        ),
    ),
    Telling(
        kind=Kind.NUTRITION,
        told=(
            "(i am|i was|if i am) (eating|having|going to eat|thinking of eating) [a|an|some|two] {fooditem}",
            "i (love|like|eat a lot of|had) {fooditem}",
        ),
        asked=(
            "how many calories (is that|are in it|would that be|am i eating|does it have|are those)",
            "(is it|is that|are they) (healthy|good for me|unhealthy|fattening)",
            "what (is|are) (its|the) (nutrition|nutritional value|calories|nutrition facts)",
            "how much {nutrient} (is in it|does it have|is that)",
        ),
    ),
    Telling(
        kind=Kind.SUBSTITUTE,
        told=(
            "i (am out of|have no|do not have any|ran out of|can not eat|do not like|forgot to buy) {ingredient}",
            "i (only have|just have) {ingredient}",
        ),
        asked=(
            "what (can|could|should) i use instead",
            "can i use {ingredient} instead",
            "(is there|what is) a (substitute|replacement|good alternative)",
            "(would|will|does|can) {ingredient} (work|do|be fine) [instead|as well]",
            "can i (leave it out|replace it|do without it)",
        ),
    ),
    Telling(
        kind=Kind.SHOPPING_ADD,
        told=(
            "(i am|we are) (out of|running low on|all out of|low on) {ingredient}",
            "i (need|want|forgot|used up|ran out of|do not have) [the|more|any|some] {ingredient}",
        ),
        asked=(
            "(add|put) (it|them|that|some) (to|on) (the|my) (shopping list|list|grocery list)",
            "(add it|put it) on there",
            "(can|could|would) you (add|put) (it|them|that) (to|on) (my|the) (shopping list|list|grocery list)",
            "i need (it|them) (added to|on) my (shopping list|grocery list|list)",
        ),
    ),
    Telling(
        kind=Kind.NONE,
        told=(
            "i (got|bought|changed|replaced|lost|sold|broke|cleaned|washed|fixed|repaired|ordered|returned|forgot|need) my [new|old] (tires|car|phone|laptop|brakes|filter|password|pin|wallet|keys|glasses|coat|shoes|roof|battery|oil filter|wipers|carpet|mattress) [a month ago|in december|last week|last year|yesterday|at the bank]",
            "i (am|will be|was) (going to|traveling to|visiting|moving to|flying to) ({country}|new york|the airport|work|my parents)",
            "(my|the) (bill|flight|meeting|rent|car|boss|doctor|train|bank account|dog|insurance) (is|was) (due|late|on {day}|broken|sick|locked|too high|frozen|canceled)",
            "i (have|had|feel|am) (a headache|a cold|tired|sad|bored|a meeting|a question|no money|a flat tire)",
        ),
        asked=(
            "when (should|do|must) i (replace|change|pay|renew|return|check|leave) (it|them) [again]",
            "what (should|do|can) i do [now|about it|next]",
            "(can|could) you help [me]",
            "how (much|long) (does it cost|will it take|is it|do i have)",
            "what (is|was) (the problem|wrong|my balance|the address|the number)",
            "can i (get it back|drive it|change it|use it|pay it|still go)",
            "is it (safe to drive|too late|ok|still valid|on time)",
            "(how do i|can you) (fix it|change it|find it|reset it|cancel it|book it)",
        ),
    ),
)  # fmt: skip
