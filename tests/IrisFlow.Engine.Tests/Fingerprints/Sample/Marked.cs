using System.Reflection;
using System.Text.Json;
using Sample.Library;

namespace Sample;

/// <summary>Frozen by hand.</summary>
[Activity("sample.frozen")]
[CodeVersion("3")]
public sealed class Frozen : Activity
{
    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Warn($"{Maths.Scaled(1)}");
        return Task.CompletedTask;
    }
}

/// <summary>Reflection, named and unnamed; a package; a helper with a version; a serialiser; a checkpoint of its own.</summary>
[Activity("sample.reflects")]
public sealed class Reflects : Activity
{
    public Out<Notes> Told { get; } = new();

    [DependsOn(typeof(Hidden))]
    [DependsOn("Sample.HiddenToo::Count")]
    protected override Task RunAsync(StepContext step)
    {
        var hidden = Activator.CreateInstance(Type.GetType("Sample.Hidden")!);
        step.Warn(typeof(Point).GetCustomAttribute<UnitAttribute>()!.Name);
        step.Warn($"{hidden} {Numbers.Twice(2)} {Kept.Count()} {JsonSerializer.Serialize(new Point { X = 1 })}");
        return Task.CompletedTask;
    }
}

public sealed class Hidden
{
    public int Value() => 5;
}

public static class HiddenToo
{
    public static int Count() => 6;

    public static int Other() => 7;
}

public static class Kept
{
    [CodeVersion("1")]
    public static int Count() => 8;
}

public sealed class UnitAttribute(string name) : Attribute
{
    public string Name => name;
}

[Unit("cm")]
public sealed class Point
{
    public int X { get; init; }

    public int Double => X * 2;
}

public sealed class Notes : ICheckpoint<Notes>
{
    public static string Kind => "notes";

    public Table ToTable() => Table.Of(("n", Column.Of(1)));

    public static Notes FromTable(Table table, Catalog catalog) => new();
}

/// <summary>Opaque, and nobody says what is behind it.</summary>
[Activity("sample.opaque")]
public sealed class OpaqueCalls : Activity
{
    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        dynamic value = 3;
        var late = Activator.CreateInstance(Type.GetType("Sample.Hidden")!);
        step.Warn($"{value + 1} {late} {System.Environment.ProcessId}");
        Native.Sync();
        return Task.CompletedTask;
    }
}

internal static partial class Native
{
    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "sync")]
    public static extern void Sync();
}
