using IrisFlow.Engine.Keys;

namespace IrisFlow.Engine.Tests;

public class StepKeyTests
{
    private static readonly Digest One = TableDigest.Of(Table.Of(("n", Column.Of(1))));
    private static readonly Digest Two = TableDigest.Of(Table.Of(("n", Column.Of(2))));

    public static TheoryData<string, Activity> Changed => new()
    {
        { "text", new Everything { Text = "a" } },
        { "truth value", new Everything { Flag = true } },
        { "whole number", new Everything { Whole = 1 } },
        { "long number", new Everything { Long = 1 } },
        { "number", new Everything { Number = 1 } },
        { "negative zero", new Everything { Number = -0.0 } },
        { "smallest number", new Everything { Number = double.Epsilon } },
        { "number that may be missing", new Everything { Maybe = 0 } },
        { "name", new Everything { Day = DayOfWeek.Monday } },
        { "list of texts", new Everything { Texts = ["a"] } },
        { "list of an empty text", new Everything { Texts = [""] } },
        { "two texts", new Everything { Texts = ["a", "b"] } },
        { "two texts the other way round", new Everything { Texts = ["b", "a"] } },
        { "texts that read the same end to end", new Everything { Texts = ["ab"] } },
        { "list of numbers", new Everything { Numbers = [1] } },
        { "map", new Everything { Map = new Dictionary<string, string> { ["a"] = "b" } } },
        { "kind", new Everything { Taste = new Sweet() } },
        { "parameter of a kind", new Everything { Taste = new Sweet { Degree = 2 } } },
        { "kind in a kind", new Everything { Taste = new Then() } },
        { "parameter of a kind in a kind", new Everything { Taste = new Then { First = new Sweet { Degree = 2 } } } },
        { "list of kinds", new Everything { Tastes = [new Sweet()] } },
    };

    [Fact]
    public void Each_change_of_a_parameter_gives_a_key_of_its_own()
    {
        var keys = Changed.Select(row => KeyOf((Activity)row[1])).Append(KeyOf(new Everything())).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void A_default_that_is_written_out_changes_nothing() =>
        Assert.Equal(KeyOf(new Everything()), KeyOf(new Everything { Text = "", Whole = 0, Texts = [] }));

    [Fact]
    public void The_order_of_a_map_changes_nothing() => Assert.Equal(
        KeyOf(new Everything { Map = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } }),
        KeyOf(new Everything { Map = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }));

    [Fact]
    public void The_name_and_the_note_of_the_step_change_nothing()
    {
        var descriptor = ActivityDescriptor.Of(typeof(Everything));
        string Key(Step step) => StepKey.Of(new(new(step, descriptor), descriptor, new Everything(), new Dictionary<string, string>(), "code"), []);

        Assert.Equal(Key(new("one", "test.everything")), Key(new("two", "test.everything") { Note = "renamed" }));
    }

    [Fact]
    public void The_place_of_a_source_file_changes_nothing() => Assert.Equal(
        KeyOf(new NumberFile { Path = "here.txt" }, inputs: new InputRecord("path", "file:here.txt", One)),
        KeyOf(new NumberFile { Path = "there.txt" }, inputs: new InputRecord("path", "file:there.txt", One)));

    [Fact]
    public void The_content_of_an_input_changes_the_key() => Assert.NotEqual(
        KeyOf(new Everything(), inputs: new InputRecord("rows", "a.rows", One)),
        KeyOf(new Everything(), inputs: new InputRecord("rows", "a.rows", Two)));

    [Fact]
    public void Where_an_input_comes_from_changes_nothing() => Assert.Equal(
        KeyOf(new Everything(), inputs: new InputRecord("rows", "a.rows", One)),
        KeyOf(new Everything(), inputs: new InputRecord("rows", "b.other", One)));

    [Fact]
    public void The_order_in_which_inputs_are_wired_changes_nothing()
    {
        InputRecord left = new("left", "a.rows", One), right = new("right", "b.rows", Two);

        Assert.Equal(KeyOf(new Everything(), inputs: [left, right]), KeyOf(new Everything(), inputs: [right, left]));
    }

    [Fact]
    public void Renaming_the_steps_that_inputs_come_from_changes_nothing() => Assert.Equal(
        KeyOf(new Everything(), inputs: [new("left", "a.rows", One), new("right", "z.rows", Two)]),
        KeyOf(new Everything(), inputs: [new("left", "z.rows", One), new("right", "a.rows", Two)]));

    [Fact]
    public void Inputs_that_change_places_change_the_key() => Assert.NotEqual(
        KeyOf(new Everything(), inputs: [new("left", "a.rows", One), new("right", "b.rows", Two)]),
        KeyOf(new Everything(), inputs: [new("left", "a.rows", Two), new("right", "b.rows", One)]));

    [Fact]
    public void The_code_changes_the_key() => Assert.NotEqual(KeyOf(new Everything(), "old"), KeyOf(new Everything(), "new"));

    [Fact]
    public void Another_activity_with_the_same_values_has_another_key() => Assert.NotEqual(KeyOf(new Sends()), KeyOf(new Gives()));

    [Fact]
    public void The_code_of_a_kind_inside_another_belongs_to_the_code()
    {
        // A kind of another assembly, held directly, in a list, and inside a kind of this one.
        var other = typeof(IrisFlow.Testing.OtherKind).Assembly;
        var own = CodeOf(new Learns(), other);
        var directly = CodeOf(new Learns { Held = new IrisFlow.Testing.OtherKind() }, other);
        var listed = CodeOf(new Learns { Several = [new IrisFlow.Testing.OtherKind()] }, other);
        var holder = CodeOf(new Learns { Held = new Holder() }, other);
        var inside = CodeOf(new Learns { Held = new Holder { Inner = new IrisFlow.Testing.OtherKind() } }, other);

        Assert.Equal(directly, listed);
        Assert.Equal(4, new[] { own, directly, holder, inside }.Distinct().Count());
    }

    [Fact]
    public void The_code_that_a_model_may_hold_belongs_to_the_code_of_a_step_that_reads_a_model() =>
        Assert.NotEqual(CodeOf(new Scores { Model = default }), CodeOf(new Scores { Model = default }, typeof(IrisFlow.Testing.Untouched).Assembly));

    private static string CodeOf(Activity activity, params System.Reflection.Assembly[] others)
    {
        var environment = new StepEnvironment("", new Catalog([typeof(Learns).Assembly, .. others]), new TableFormats([]));
        return new CodeFingerprints(new IrisFlow.Testing.MemoryRunStore()).Of(ActivityDescriptor.Of(activity.GetType()), activity, environment);
    }

    private static string KeyOf(Activity activity, string code = "code", params InputRecord[] inputs)
    {
        var descriptor = ActivityDescriptor.Of(activity.GetType());
        return StepKey.Of(new(new(new("step", descriptor.Uses), descriptor), descriptor, activity, new Dictionary<string, string>(), code), inputs);
    }

    [Activity("key.scores")]
    private sealed class Scores : Activity
    {
        public required In<Model> Model { get; init; }

        protected override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Activity("key.sends")]
    private sealed class Sends : Activity
    {
        protected override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Activity("key.gives")]
    private sealed class Gives : Activity
    {
        protected override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Activity("key.learns")]
    private sealed class Learns : Activity
    {
        public IrisFlow.Testing.AnyKind? Held { get; init; }

        public IReadOnlyList<IrisFlow.Testing.AnyKind> Several { get; init; } = [];

        protected override Task RunAsync(StepContext step) => Task.CompletedTask;
    }

    [Kind("holder")]
    private sealed class Holder : IrisFlow.Testing.AnyKind
    {
        public IrisFlow.Testing.AnyKind? Inner { get; init; }
    }
}
