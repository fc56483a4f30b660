using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class LeftOutParameterTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1)));

    // A workflow file may leave out what C# requires; that is reported where parameters are bound, and checking goes on.
    public static TheoryData<Activity> Activities() =>
    [
        new FilterRows { Rows = Rows, Keep = null! },
        new SelectColumns { Rows = Rows, Columns = null! },
        new ReadCsv { Path = null! },
        new ReadParquet { Path = null! },
        new WriteCsv { Rows = Rows, Path = null! },
        new SortRows { Rows = Rows, By = null! },
        new JoinTables { Left = Rows, Right = Rows, On = null! },
        new AggregateRows { Rows = Rows, Compute = null! },
    ];

    [Theory]
    [MemberData(nameof(Activities), DisableDiscoveryEnumeration = true)]
    public void A_parameter_left_out_does_not_stop_the_check(Activity activity) => Assert.Empty(Alone.Describe(activity).Findings);
}
