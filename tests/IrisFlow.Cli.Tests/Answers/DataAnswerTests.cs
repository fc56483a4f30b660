using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What is wrong with the data is told with the file or step, the column and the row.</summary>
public sealed class DataAnswerTests : IDisposable
{
    private const string Data = "workflows/iris/data/iris.csv";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_missing_file_is_not_found()
    {
        File.Delete(_workspace.At(Data));
        (await _workspace.RunAsync("run", "iris")).Refuses(4, "IF302", "'load.path'", "iris.csv");
    }

    [Fact]
    public async Task A_misspelt_file_is_answered_with_the_near_miss() =>
        (await _workspace.RunAsync("run", "iris", "--set", "load.path=data/irs.csv")).Refuses(4, "IF302", "'load.path'", "Did you mean 'iris.csv'?");

    [Fact]
    public async Task A_place_in_a_data_file_is_not_a_line_of_the_workflow() =>
        Assert.DoesNotMatch(@"irs\.csv:\d", (await _workspace.RunAsync("run", "iris", "--set", "load.path=data/irs.csv")).Error);

    [Fact]
    public async Task A_folder_is_no_file() =>
        (await _workspace.RunAsync("run", "iris", "--set", "load.path=data")).Refuses(2, "IF303", "'load.path'", "is a folder");

    [Fact]
    public async Task An_unreadable_file_is_told()
    {
        // Root reads everything, unless it gives that right away.
        var drop = Environment.UserName == "root" ? "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search " : "";
        (await PublishedProgram.RunOtherAsync("sh", _workspace.Root, ["-c", $"chmod 000 {Data} && {drop}irisflow run iris"])).Refuses(2, "IF303", "'load.path'", "can't be read");
    }

    [Fact]
    public async Task An_empty_file_is_told()
    {
        _workspace.Write(Data, "");
        (await _workspace.RunAsync("run", "iris")).Refuses(2, "IF320", "'load.path'", "is empty");
    }

    [Fact]
    public async Task A_row_with_too_many_fields_is_told_with_its_line()
    {
        ChangeRow(5, "5.0,3.6,1.4,0.2,setosa,blue");
        (await _workspace.RunAsync("run", "iris")).Refuses(2, "IF324", "iris.csv:6:", "more than 5 fields");
    }

    [Fact]
    public async Task An_empty_table_can_not_be_learned_from() =>
        (await _workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0")).Refuses(1, "IF421", "step 'select'", "0 rows", "At least two classes are needed");

    [Fact]
    public async Task A_target_with_one_class_can_not_be_learned()
    {
        Lines(lines => lines.Take(51));
        (await _workspace.RunAsync("run", "iris")).Refuses(1, "IF421", "step 'select'", "1 classes of 'species'", "At least two classes are needed");
    }

    [Fact]
    public async Task A_target_with_one_class_can_not_be_trained_on()
    {
        Lines(lines => lines.Take(51));
        (await _workspace.RunAsync("run", "iris", "--skip", "select")).Refuses(1, "IF411", "step 'train'", "1 of");
    }

    [Theory]
    [InlineData("5.0,3.6,,0.2,setosa")]
    [InlineData("5.0,3.6,NaN,0.2,setosa")]
    public async Task A_feature_without_a_number_is_told_with_its_row(string row)
    {
        ChangeRow(5, row);
        (await _workspace.RunAsync("run", "iris")).Refuses(1, "IF412", "step 'select'", "'petal_length'", "the first is row 5");
    }

    [Fact]
    public async Task A_target_without_a_value_is_told_with_its_row()
    {
        ChangeRow(5, "5.0,3.6,1.4,0.2,");
        (await _workspace.RunAsync("run", "iris")).Refuses(1, "IF416", "step 'select'", "'species'", "the first is row 5");
    }

    [Fact]
    public async Task A_failed_run_says_how_to_go_on() =>
        Assert.Contains("What was finished is kept. When the cause is mended: irisflow run iris --set filter.maxCm=0", (await _workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0")).Error);

    [Fact]
    public async Task What_was_finished_before_a_failure_is_reused()
    {
        ChangeRow(5, "5.0,3.6,,0.2,setosa");
        await _workspace.RunAsync("run", "iris");
        var again = (await _workspace.RunAsync("run", "iris", "--json")).Json;
        Assert.Equal("load:reused filter:reused select:failed train:cancelled evaluate:cancelled cross-validate:cancelled", again.States());
    }

    [Fact]
    public async Task A_stack_trace_is_shown_when_asked_for() =>
        Assert.Contains("   at IrisFlow", (await _workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0", "--verbose")).Error);

    private void ChangeRow(int row, string text) => Lines(lines => lines.Select((line, i) => i == row ? text : line));

    private void Lines(Func<IEnumerable<string>, IEnumerable<string>> change) =>
        _workspace.Write(Data, string.Join('\n', change(_workspace.Read(Data).Trim().Split('\n'))) + "\n");
}
