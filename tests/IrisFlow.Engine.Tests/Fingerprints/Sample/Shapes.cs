namespace Sample;

/// <summary>Overrides, generics and constraints.</summary>
[Activity("sample.shapes")]
public sealed class Shapes : Activity
{
    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        Shape shape = new Square { Side = 3 };
        step.Warn($"{shape.Area()} {Measured<Metre>(2)} {Made<Cube>().Volume} {Maths.Sum([shape], s => s.Area()).Clamped()}");
        step.Warn($"{Bytes<Packed>()}");
        step.Warn(Lookup.Of(Colour.Blue).ToString());
        return Task.CompletedTask;
    }

    private static double Measured<T>(double value)
        where T : IUnit => T.Factor * value;

    private static int Bytes<T>()
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(new T[1]).Length;

    private static T Made<T>()
        where T : new() => new();
}

public struct Packed
{
    public byte Low;
    public byte High;
}

public abstract class Shape
{
    public abstract double Area();

    public virtual double Scaled() => Area() * 2;
}

public class Square : Shape
{
    public double Side { get; init; }

    public override double Area() => Side * Side;
}

public sealed class Tilted : Square
{
    public override double Area() => base.Area() * 0.9;
}

public interface IUnit
{
    static abstract double Factor { get; }
}

public readonly struct Metre : IUnit
{
    public static double Factor => 1.0;
}

public sealed class Cube
{
    public int Volume { get; } = 27;
}

file static class Lookup
{
    public static int Of(Colour colour) => (int)colour + 40;
}
